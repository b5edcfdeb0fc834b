/** What the browser's tab and history call the page; the one that came last is shown, so a detail names its page. */
export function PageTitle({ children }: { readonly children: string }) {
  return <title>{`${children} · Opstage`}</title>;
}
