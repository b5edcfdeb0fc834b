export interface Device {
  /** The browser or program; undefined when it said nothing known. */
  readonly name?: string;
  readonly system?: string;
  readonly isPhone: boolean;
}

/** Tried in this order: most browsers also claim to be the ones below them. */
const programs: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, "Edge"],
  [/OPR\/(\d+)/, "Opera"],
  [/(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
  [/(?:Headless)?(?:Chrome|CriOS|Chromium)\/(\d+)/, "Chrome"],
  [/Version\/(\d+)[\d.]* .*Safari/, "Safari"],
  [/^curl\/(\d+)/, "curl"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** What a User-Agent header means to a person: `Chrome 141` on `Linux`. */
export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? "";
  const program = programs.flatMap(([pattern, name]) => {
    const version = pattern.exec(text)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = systems.find(([pattern]) => pattern.test(text))?.[1];
  return { name: program, system, isPhone: /Mobile|iPhone|Android/.test(text) };
}
