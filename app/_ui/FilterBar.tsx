"use client";

import {
  CalendarOutlined,
  ClearOutlined,
  CloseCircleFilled,
  FilterOutlined,
  SearchOutlined,
} from "@ant-design/icons";
import { AutoComplete, Button, Input, Select, Skeleton } from "antd";
import dynamic from "next/dynamic";
import { Children, type ReactNode, useEffect, useRef, useState } from "react";
import { useText } from "../_lib/i18n";
import type { SearchedOptions } from "../_lib/picker";
import { useNarrow } from "../_lib/use-media";
import type { FilterRangeProps } from "./FilterRange";
import { SavedViews } from "./SavedViews";

interface FilterBarProps {
  readonly isFiltered: boolean;
  onReset(): void;
  readonly children: ReactNode;
}

/** More filters than this fold away on narrow screens. */
const unfoldedLimit = 3;

/** The filters of a list as one quiet row, with a way out of them; folded on narrow screens where they are many. */
export function FilterBar({ isFiltered, onReset, children }: FilterBarProps) {
  const t = useText();
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  const folds = isNarrow && Children.count(children) > unfoldedLimit;
  return (
    <search className="filter-bar">
      {folds ? (
        <Button icon={<FilterOutlined />} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t("common.filters")}
        </Button>
      ) : null}
      {folds && !isOpen ? null : children}
      {isFiltered ? (
        <Button type="text" icon={<ClearOutlined />} onClick={onReset}>
          {t("common.reset")}
        </Button>
      ) : null}
      <SavedViews />
    </search>
  );
}

/** How wide a filter is where there is room. */
export type FilterWidth = "small" | "medium" | "large";

interface FilterTextProps {
  readonly label: string;
  readonly value: string | undefined;
  onChange(value: string | undefined): void;
  /** Known values to pick from; any other may be typed. */
  readonly suggestions?: readonly string[];
  readonly width?: FilterWidth;
  readonly isSearch?: boolean;
}

const typingPauseMs = 300;

/** A typed filter; applies when typing pauses, at once on Enter, and follows the address when that changes. */
export function FilterText({
  label,
  value,
  onChange,
  suggestions,
  width = "large",
  isSearch,
}: FilterTextProps) {
  const [draft, setDraft] = useState(value ?? "");
  const apply = useRef(onChange);
  apply.current = onChange;

  useEffect(() => setDraft(value ?? ""), [value]);
  useEffect(() => {
    const wanted = draft.trim() || undefined;
    if (wanted === value) return;
    const timer = setTimeout(() => apply.current(wanted), typingPauseMs);
    return () => clearTimeout(timer);
  }, [draft, value]);

  // Under an AutoComplete the text is the AutoComplete's; props of one's own, even undefined ones, would win.
  const ownText = {
    value: draft,
    onChange: ({ target }: { target: { value: string } }) => setDraft(target.value),
  };
  const input = (
    <Input
      aria-label={label}
      placeholder={label}
      allowClear
      prefix={isSearch ? <SearchOutlined className="faint" /> : undefined}
      {...(suggestions ? {} : ownText)}
      onPressEnter={() => apply.current(draft.trim() || undefined)}
      className={`filter-control filter-${width}`}
    />
  );
  if (!suggestions) return input;
  return (
    <AutoComplete
      value={draft}
      onChange={(text: string | undefined) => setDraft(text ?? "")}
      onSelect={(text: string | undefined) => apply.current(text)}
      options={suggestions
        .filter((item) => item.toLowerCase().includes(draft.toLowerCase()))
        .map((item) => ({ value: item }))}
      popupMatchSelectWidth={false}
      className={`filter-control filter-${width}`}
    >
      {input}
    </AutoComplete>
  );
}

interface FilterSelectProps<T extends string> {
  readonly label: string;
  readonly value: T | undefined;
  onChange(value: T | undefined): void;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly width?: FilterWidth;
  /** Where the server finds the options: told what is typed; all options that come of it are shown. */
  onSearch?(typed: string): void;
  readonly loading?: boolean;
}

/** A filter of one among known values. */
export function FilterSelect<T extends string>(props: FilterSelectProps<T>) {
  const { label, value, onChange, options, width = "medium", onSearch, loading } = props;
  const t = useText();
  return (
    <Select<T>
      aria-label={label}
      placeholder={label}
      allowClear={{
        clearIcon: <CloseCircleFilled aria-hidden="true" />,
        label: t("common.clear", { name: label }),
      }}
      value={value ?? null}
      onChange={(next: T | undefined | null) => onChange(next ?? undefined)}
      options={[...options]}
      showSearch={onSearch ? { filterOption: false, onSearch } : false}
      loading={loading}
      popupMatchSelectWidth={false}
      className={`filter-control filter-${width}`}
    />
  );
}

interface FilterPickerProps<T extends string> extends Omit<FilterSelectProps<T>, "options"> {
  readonly found: SearchedOptions<T>;
}

/** A filter of one among any number, which the server finds by what is typed. */
export function FilterPicker<T extends string>({ found, ...props }: FilterPickerProps<T>) {
  return (
    <FilterSelect<T> {...props} options={found.options} loading={found.isLoading} onSearch={found.onSearch} />
  );
}

/** The calendar is large and most lists are read without it, so it is fetched when a range is set or wanted. */
const Calendar = dynamic(() => import("./FilterRange"), {
  ssr: false,
  loading: () => <Skeleton.Input active className="filter-control filter-range" />,
});

/** A filter of a time range; either end may be open. */
export function FilterRange(props: FilterRangeProps) {
  const { label, from, to } = props;
  const [isWanted, setWanted] = useState(false);
  if (isWanted || from !== undefined || to !== undefined)
    return <Calendar {...props} isOpenFirst={isWanted && from === undefined && to === undefined} />;
  return (
    <Button
      className="filter-control filter-range-closed"
      icon={<CalendarOutlined />}
      iconPlacement="end"
      onClick={() => setWanted(true)}
    >
      {label}
    </Button>
  );
}
