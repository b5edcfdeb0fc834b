import { AntdRegistry } from "@ant-design/nextjs-registry";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import { Providers } from "./_lib/providers";
import { palettes, themeCss } from "./_lib/theme";
import "./_styles/base.css";
import "./_styles/parts.css";
import "./_styles/shell.css";
import "./_styles/table.css";
import "./_styles/pages.css";
import "./_styles/settings.css";
import "./_styles/print.css";

export const metadata: Metadata = {
  description: "Runtime governance of Capsule Services",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: palettes.light.page },
    { media: "(prefers-color-scheme: dark)", color: palettes.dark.page },
  ],
};

/** The document around every page: fonts, palettes and providers, and no data of the server. */
export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en-US" suppressHydrationWarning>
      <head>
        {/* Until a page says what it is called, in the language on screen: `PageTitle`. */}
        <title>Opstage</title>
        <style>{themeCss()}</style>
        <script src="/theme.js" />
      </head>
      <body>
        <AntdRegistry>
          <Providers>{children}</Providers>
        </AntdRegistry>
      </body>
    </html>
  );
}
