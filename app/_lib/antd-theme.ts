import type { ThemeConfig } from "antd";
import { theme as antdThemes } from "antd";
import { fonts, palettes, type ThemeMode } from "./theme";

/** antd in our clothes: thin lines instead of shadows, compact controls, our palette. */
export function antdTheme(mode: ThemeMode): ThemeConfig {
  const palette = palettes[mode];
  return {
    cssVar: { key: `opstage-${mode}` },
    hashed: false,
    algorithm: mode === "dark" ? antdThemes.darkAlgorithm : antdThemes.defaultAlgorithm,
    token: {
      fontFamily: fonts.sans,
      fontFamilyCode: fonts.mono,
      fontSize: 13,
      fontSizeHeading1: 22,
      fontSizeHeading2: 18,
      fontSizeHeading3: 15,
      borderRadius: 6,
      borderRadiusLG: 8,
      controlHeight: 32,
      controlHeightSM: 26,
      colorPrimary: palette.accent,
      colorInfo: palette.tones.busy.solid,
      colorSuccess: palette.tones.good.solid,
      colorWarning: palette.tones.warn.solid,
      colorError: palette.tones.bad.solid,
      colorErrorText: palette.tones.bad.text,
      colorLink: palette.accentText,
      colorLinkHover: palette.accentText,
      colorText: palette.text,
      colorTextSecondary: palette.textSoft,
      colorTextTertiary: palette.textFaint,
      colorTextDescription: palette.textFaint,
      colorTextPlaceholder: palette.textFaint,
      colorBgLayout: palette.page,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      boxShadow: "none",
      boxShadowTertiary: "none",
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.18s",
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
      Table: {
        headerBg: palette.surface,
        headerColor: palette.textFaint,
        headerSplitColor: "transparent",
        headerSortActiveBg: palette.surface,
        headerSortHoverBg: palette.hover,
        bodySortBg: "transparent",
        rowHoverBg: palette.hover,
        borderColor: palette.line,
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 12,
        cellFontSizeSM: 13,
      },
      Tabs: { horizontalItemPadding: "10px 0", titleFontSize: 13 },
      Drawer: { paddingLG: 20 },
      Tooltip: { colorBgSpotlight: mode === "dark" ? "#303847" : "#1c222c" },
    },
  };
}
