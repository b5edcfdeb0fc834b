import type { ThemeConfig } from "antd";
import { theme as antdThemes } from "antd";
import { fonts, palettes, type ThemeMode } from "./theme";

type Derive = Extract<ThemeConfig["algorithm"], (...args: never) => unknown>;

/** Derives antd's tokens, then puts our palette's own steps in place of the computed ones. */
function derived(base: Derive, palette: (typeof palettes)[ThemeMode]): Derive {
  const { good, bad, warn, busy } = palette.tones;
  return (seed, map) => ({
    ...base(seed, map),
    colorPrimary: palette.accent,
    colorPrimaryHover: palette.accentHover,
    colorPrimaryActive: palette.accentHover,
    colorPrimaryBg: palette.accentTint,
    colorError: bad.text,
    colorErrorHover: bad.text,
    colorErrorActive: bad.text,
    colorErrorBg: bad.tint,
    colorErrorBgHover: bad.tint,
    colorErrorBorder: bad.line,
    colorErrorBorderHover: bad.text,
    colorWarning: warn.text,
    colorWarningBg: warn.tint,
    colorWarningBorder: warn.line,
    colorSuccess: good.text,
    colorSuccessBg: good.tint,
    colorSuccessBorder: good.line,
    colorInfo: busy.text,
    colorInfoBg: busy.tint,
    colorInfoBorder: busy.line,
  });
}

/** antd in our clothes: thin lines instead of shadows, compact controls, our palette. */
export function antdTheme(mode: ThemeMode, options: { readonly motion: boolean }): ThemeConfig {
  const palette = palettes[mode];
  return {
    cssVar: { key: `opstage-${mode}${options.motion ? "" : "-still"}` },
    hashed: false,
    algorithm: derived(mode === "dark" ? antdThemes.darkAlgorithm : antdThemes.defaultAlgorithm, palette),
    token: {
      motion: options.motion,
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
      Button: {
        primaryShadow: "none",
        defaultShadow: "none",
        dangerShadow: "none",
        fontWeight: 500,
        dangerColor: palette.surface,
        // The accent's own steps are made for white text on them, not for text.
        defaultHoverColor: palette.accentText,
        defaultHoverBorderColor: palette.accentText,
        defaultActiveColor: palette.accentText,
        defaultActiveBorderColor: palette.accentText,
      },
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
        cellPaddingInlineSM: 8,
        cellFontSizeSM: 13,
      },
      Tabs: {
        horizontalItemPadding: "10px 0",
        titleFontSize: 13,
        itemSelectedColor: palette.accentText,
        itemHoverColor: palette.text,
        itemActiveColor: palette.accentText,
        inkBarColor: palette.accentText,
      },
      Drawer: { paddingLG: 20 },
      Tooltip: { colorBgSpotlight: mode === "dark" ? "#303847" : "#1c222c" },
    },
  };
}
