import { defineMessages } from "../define-messages";

export const charts = defineMessages({
  "en-US": {
    lastDay: "{label}, last 24 hours: {parts}.",
    part: "{count} {name}",
    range: "{from}–{to}",
    hour: "Hour",
    keys: "{label}: the left and right arrow keys read one bar after the other",
    asTable: "As a table",
    tableOf: "{label}, as a table",
    missing: "The picture could not be loaded. The table below has its numbers.",
  },
  "zh-CN": {
    lastDay: "{label}，最近 24 小时：{parts}。",
    part: "{name} {count}",
    range: "{from}–{to}",
    hour: "小时",
    keys: "{label}：按左右方向键逐条读取",
    asTable: "以表格查看",
    tableOf: "{label}（表格）",
    missing: "图表未能加载，可在下方表格中查看数据。",
  },
});
