"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { httpBatchLink } from "@trpc/client";
import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, Suspense, useState, useSyncExternalStore } from "react";
import { Splash } from "../_ui/Splash";
import { antdTheme } from "./antd-theme";
import { learnServerTime } from "./clock";
import { csrfHeaders } from "./csrf";
import { toFailure } from "./failure";
import { type Language, LanguageContext, useLanguageChoice } from "./i18n";
import { sessionLink } from "./session-link";
import { useThemeMode } from "./theme-mode";
import { trpc } from "./trpc";
import { usePrinting, useReducedMotion } from "./use-media";

const antdLocales: Readonly<Record<Language, typeof enUS>> = { "en-US": enUS, "zh-CN": zhCN };

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (failures, error) => {
          const { code, status = 500 } = toFailure(error);
          return code === "NETWORK" || status >= 500 ? failures < 2 : false;
        },
        retryDelay: (attempt) => Math.min(8_000, 1_000 * 2 ** attempt),
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

function createTrpcClient() {
  return trpc.createClient({
    links: [
      sessionLink,
      httpBatchLink({
        url: "/api/trpc",
        maxURLLength: 6_000,
        headers: csrfHeaders,
        fetch: async (input, init) => {
          const reply = await fetch(input, { ...init, credentials: "same-origin" });
          learnServerTime(reply.headers.get("date"));
          return reply;
        },
      }),
    ],
  });
}

const never = (): (() => void) => () => undefined;

/** False while the server's HTML is on screen: language and theme are known only in the browser. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

function Dressed({ children }: { readonly children: ReactNode }) {
  const mode = useThemeMode();
  const isStill = useReducedMotion();
  const isPrinting = usePrinting();
  const [language] = useLanguageChoice();
  return (
    <LanguageContext value={language}>
      <ConfigProvider
        theme={antdTheme(isPrinting ? "light" : mode, { motion: !isStill })}
        locale={antdLocales[language]}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <App message={{ maxCount: 3 }} className="app-root">
          {children}
        </App>
      </ConfigProvider>
    </LanguageContext>
  );
}

/** Everything a page needs around it: data, theme, language. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(createTrpcClient);
  const isHydrated = useHydrated();
  if (!isHydrated) return <Splash />;
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <Dressed>
          <Suspense fallback={<Splash />}>{children}</Suspense>
        </Dressed>
      </QueryClientProvider>
    </trpc.Provider>
  );
}
