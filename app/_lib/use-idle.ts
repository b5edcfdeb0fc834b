"use client";

import { useEffect, useState } from "react";

/** True once the page stands on the screen and the browser has nothing else to do: for what may come last. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    // Safari does not tell when it is idle.
    const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
    let isGone = false;
    const frame = requestAnimationFrame(() => whenIdle(() => isGone || setIdle(true)));
    return () => {
      isGone = true;
      cancelAnimationFrame(frame);
    };
  }, []);
  return isIdle;
}
