import { expect, test } from "vitest";
import { deviceOf } from "./device";

const chrome =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

test.each([
  [chrome, { name: "Chrome 141", system: "Linux", isPhone: false }],
  [`${chrome} Edg/140.0.1`, { name: "Edge 140", system: "Linux", isPhone: false }],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    { name: "Safari 18", system: "iOS", isPhone: true },
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; rv:143.0) Gecko/20100101 Firefox/143.0",
    { name: "Firefox 143", system: "Windows", isPhone: false },
  ],
  ["curl/8.5.0", { name: "curl 8", system: undefined, isPhone: false }],
  [null, { name: undefined, system: undefined, isPhone: false }],
])("%s is said as people say it", (userAgent, device) => {
  expect(deviceOf(userAgent)).toEqual(device);
});
