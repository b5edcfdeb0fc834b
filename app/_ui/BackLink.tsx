import { ArrowLeftOutlined } from "@ant-design/icons";
import Link from "next/link";
import type { ReactNode } from "react";

/** From a detail that is a page of its own to its list. */
export function BackLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link href={href} className="row back-link">
      <ArrowLeftOutlined aria-hidden="true" />
      {children}
    </Link>
  );
}
