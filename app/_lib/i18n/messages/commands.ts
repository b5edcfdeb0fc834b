import { defineMessages } from "../define-messages";

export const commands = defineMessages({
  "en-US": {},
  "zh-CN": {},
});
