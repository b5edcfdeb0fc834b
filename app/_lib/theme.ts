/** The two faces of the console. `system` is a preference, resolved before it gets here. */
export type ThemeMode = "light" | "dark";

/**
 * What a state means, shared by tags, bars, tiles and charts. Text on its tint has at least 4.5:1 contrast in
 * both themes; every tone is paired with an icon where it is used, so that colour is never alone.
 */
export const tones = ["good", "bad", "warn", "quiet", "unknown", "busy", "spent"] as const;
export type Tone = (typeof tones)[number];

interface ToneColors {
  /** Text and icons on `tint` or on a surface. */
  readonly text: string;
  readonly tint: string;
  readonly line: string;
  /** Filled marks: bars, dots, chart segments (≥ 3:1 against the surface). */
  readonly solid: string;
}

interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly hover: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textSoft: string;
  readonly textFaint: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly accentText: string;
  readonly accentTint: string;
  readonly onAccent: string;
  readonly flash: string;
  readonly tones: Readonly<Record<Tone, ToneColors>>;
}

export const palettes: Readonly<Record<ThemeMode, Palette>> = {
  light: {
    page: "#f6f7f9",
    surface: "#ffffff",
    raised: "#ffffff",
    sunken: "#f1f3f6",
    hover: "#f5f6fa",
    line: "#e4e7ec",
    lineStrong: "#c9d0da",
    text: "#131820",
    textSoft: "#434d5c",
    textFaint: "#626d7d",
    accent: "#4349c4",
    accentHover: "#373cab",
    accentText: "#3b41b5",
    accentTint: "#eceefb",
    onAccent: "#ffffff",
    flash: "#e7e9fb",
    tones: {
      good: { text: "#0f6b3a", tint: "#e6f5ec", line: "#b9e0c8", solid: "#1e9a58" },
      bad: { text: "#ad2118", tint: "#fdecea", line: "#f5c4bf", solid: "#d63c31" },
      warn: { text: "#815000", tint: "#fcf2df", line: "#efd7a6", solid: "#c97d0a" },
      quiet: { text: "#4b5666", tint: "#eef1f4", line: "#d5dae2", solid: "#7a8698" },
      unknown: { text: "#63449c", tint: "#f2edfb", line: "#d9cbf0", solid: "#8f6fc8" },
      busy: { text: "#1a53b0", tint: "#e8f0fd", line: "#bfd3f6", solid: "#3a7be0" },
      spent: { text: "#5d5148", tint: "#f3efeb", line: "#dfd6cd", solid: "#96836f" },
    },
  },
  dark: {
    page: "#0d1015",
    surface: "#13171e",
    raised: "#1a1f28",
    sunken: "#0f1319",
    hover: "#191e27",
    line: "#252b36",
    lineStrong: "#3a4350",
    text: "#e7eaf0",
    textSoft: "#b3bbc8",
    textFaint: "#8c97a8",
    accent: "#5c63dc",
    accentHover: "#4f56cc",
    accentText: "#a3aaff",
    accentTint: "#1f2340",
    onAccent: "#ffffff",
    flash: "#23284a",
    tones: {
      good: { text: "#6fd49b", tint: "#11281c", line: "#214a34", solid: "#35a56a" },
      bad: { text: "#ff9c92", tint: "#331917", line: "#5e2d29", solid: "#e0574c" },
      warn: { text: "#f0b968", tint: "#2e2210", line: "#564020", solid: "#d08f2c" },
      quiet: { text: "#aab3c1", tint: "#1e242d", line: "#343c49", solid: "#77839a" },
      unknown: { text: "#c5adf1", tint: "#251d36", line: "#43355f", solid: "#977ad2" },
      busy: { text: "#92b8ff", tint: "#152440", line: "#28426f", solid: "#4f8af0" },
      spent: { text: "#cdbcab", tint: "#26211c", line: "#443b32", solid: "#9d8a77" },
    },
  },
};

export const fonts = {
  sans: '"Inter Variable", -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif',
  mono: '"JetBrains Mono Variable", ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
} as const;

/** Widths in px below which the layout changes; the style sheets use the same numbers. */
export const breakpoints = { narrow: 720, compact: 1080 } as const;

function declarations(palette: Palette): string {
  const plain = Object.entries(palette).flatMap(([name, value]) =>
    typeof value === "string" ? [`--${name}:${value}`] : [],
  );
  const semantic = tones.flatMap((tone) =>
    Object.entries(palette.tones[tone]).map(([part, value]) => `--${tone}-${part}:${value}`),
  );
  return [...plain, ...semantic].join(";");
}

/**
 * The palettes as custom properties. Without a choice the system decides, so the first paint is right before
 * any script runs. Paper is always light.
 */
export function themeCss(): string {
  const { light, dark } = palettes;
  return [
    `:root{color-scheme:light;--sans:${fonts.sans};--mono:${fonts.mono};${declarations(light)}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme]){color-scheme:dark;${declarations(dark)}}}`,
    `@media screen{:root[data-theme="dark"]{color-scheme:dark;${declarations(dark)}}}`,
  ].join("\n");
}
