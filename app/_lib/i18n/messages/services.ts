import { defineMessages } from "../define-messages";

export const services = defineMessages({
  "en-US": {},
  "zh-CN": {},
});
