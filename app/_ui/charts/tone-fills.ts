import { pattern, type RechartsFill } from "recharts";
import type { Tone } from "../../_lib/theme";

/** A texture over a tone's colour, in the colour behind the chart; the swatches in charts.module.css look the same. */
function textured(path: string | readonly string[], rotation = 0): RechartsFill["definition"] {
  return pattern({
    width: 5,
    height: 5,
    rotation,
    path,
    strokeWidth: 1,
    color: "var(--chart-ground)",
    opacity: 0.7,
  });
}

const line = "M0 2.5H5";

/** What tells the tones apart besides their colours. */
const textures: Readonly<Partial<Record<Tone, RechartsFill["definition"]>>> = {
  bad: textured(line, -45),
  warn: textured([line, "M2.5 0V5"], -45),
  quiet: textured(line),
  unknown: textured(line, 90),
  spent: textured(line, 45),
  busy: textured("M2 2.5H3.5"),
};

/** How bars of a tone are filled. */
export function toneFill(tone: Tone): string | RechartsFill {
  const color = `var(--${tone}-solid)`;
  const definition = textures[tone];
  return definition === undefined ? color : { color, definition };
}
