import { type ReactNode, useEffect, useRef } from "react";
import styles from "./results.module.css";

/** A table in a box: where the table is wider, the box scrolls, and the keyboard can reach it to do so. */
export function ScrollBox({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scroller = box.current?.querySelector<HTMLElement>(".ant-table-content");
    if (!scroller) return;
    const watch = new ResizeObserver(() => {
      if (scroller.scrollWidth > scroller.clientWidth) scroller.tabIndex = 0;
      else scroller.removeAttribute("tabindex");
    });
    watch.observe(scroller);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box} className={styles.table}>
      {children}
    </div>
  );
}
