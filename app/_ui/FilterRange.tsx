"use client";

import { DatePicker } from "antd";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useEffect } from "react";
import { useLanguage, useText } from "../_lib/i18n";

export interface FilterRangeProps {
  readonly label: string;
  /** ISO instants. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  onChange(range: { from: string | undefined; to: string | undefined }): void;
  /** It was asked for just now: the calendar opens with it. */
  readonly isOpenFirst?: boolean;
}

/** A filter of a time range; either end may be open. */
export default function FilterRange({ label, from, to, onChange, isOpenFirst }: FilterRangeProps) {
  const t = useText();
  const language = useLanguage();
  useEffect(() => {
    dayjs.locale(language === "zh-CN" ? "zh-cn" : "en");
  }, [language]);
  return (
    <DatePicker.RangePicker
      aria-label={label}
      autoFocus={isOpenFirst}
      defaultOpen={isOpenFirst}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      allowEmpty={[true, true]}
      placeholder={[t("common.from"), t("common.to")]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={(range) => onChange({ from: range?.[0]?.toISOString(), to: range?.[1]?.toISOString() })}
      className="filter-control filter-range"
    />
  );
}
