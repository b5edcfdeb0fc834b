"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useActionPanel } from "../../_actions/ActionPanel";
import { idFilter } from "../../_lib/list-state";
import { paths } from "../../_lib/paths";
import { useUrlValue } from "../../_lib/url-value";

const toServiceId = idFilter("svc");

/** Opens the action that the address names (`?run=`), so that it can be linked to; it is only opened, never run. */
export function OpenFromAddress() {
  const open = useActionPanel();
  const pathname = usePathname();
  const [actionName, setActionName] = useUrlValue("run");
  const serviceId = toServiceId(pathname.slice(paths.services().length + 1));
  useEffect(() => {
    if (actionName === undefined || serviceId === undefined) return;
    open({ serviceId, actionName });
    setActionName(undefined);
  }, [actionName, serviceId, open, setActionName]);
  return null;
}
