"use client";

import { PlusOutlined } from "@ant-design/icons";
import type { BusRoute } from "@opstage/contracts";
import { useState } from "react";
import { useText } from "../../_lib/i18n";
import { GuardedButton } from "../../_ui/GuardedButton";
import { RouteDialog } from "./RouteDialog";

/** The button that creates a route, or edits this one. */
export function RouteEditor({ route }: { readonly route?: BusRoute }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <GuardedButton
        type={route ? "default" : "primary"}
        size={route ? "small" : "middle"}
        needs="operator"
        icon={route ? undefined : <PlusOutlined />}
        onClick={() => setOpen(true)}
      >
        {t(route ? "bus.edit" : "bus.newRoute")}
      </GuardedButton>
      {isOpen ? <RouteDialog route={route} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
