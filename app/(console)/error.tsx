"use client";

import { PageCrash } from "../_ui/PageCrash";

/** In place of a page that threw while it was drawn; the shell around it goes on working. */
export default function ConsoleError() {
  return <PageCrash />;
}
