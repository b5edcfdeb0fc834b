"use client";

import { PageCrash } from "./_ui/PageCrash";

/** In place of everything when the shell itself threw. */
export default function RootError() {
  return (
    <main className="page">
      <PageCrash />
    </main>
  );
}
