"use client";

import type { CapsuleServiceDetail } from "@opstage/contracts";
import { keepPreviousData } from "@tanstack/react-query";
import { Select } from "antd";
import { useEffect, useId, useState } from "react";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import styles from "./configs.module.css";

interface ServicePickerProps {
  readonly label: string;
  readonly value: string | undefined;
  /** The chosen service, once it is known; it may be on no page of what was searched for. */
  readonly known: CapsuleServiceDetail | undefined;
  onChange(serviceId: string | undefined): void;
}

const typingPauseMs = 300;

/** Picks one of any number of services: the server searches as one types. */
export function ServicePicker({ label, value, known, onChange }: ServicePickerProps) {
  const t = useText();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = trpc.services.list.useQuery(
    { pageSize: 50, sort: "name", ...(q === "" ? {} : { q }) },
    { staleTime: 30_000, placeholderData: keepPreviousData },
  );
  const options = (query.data?.items ?? []).map((service) => ({
    value: `${service.id}`,
    label: `${service.name} (${service.code})`,
  }));
  const isListed = options.some((option) => option.value === value);
  if (known && !isListed && q === "")
    options.unshift({ value: known.id, label: `${known.name} (${known.code})` });
  return (
    <div className={styles.picker}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        allowClear
        placeholder={t("configs.pickService")}
        value={value ?? null}
        onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
        loading={query.isFetching}
        options={options}
        notFoundContent={t("common.noMatchTitle")}
      />
    </div>
  );
}
