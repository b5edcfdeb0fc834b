/** Packages with native parts, worker threads or their own ideas of module loading stay out of Next's bundles. */
const serverOnly = [
  "@fastify/helmet",
  "@node-rs/argon2",
  "@prisma/adapter-better-sqlite3",
  "@prisma/client",
  "better-sqlite3",
  "fastify",
  "iron-session",
  "pino",
  "piscina",
  "rate-limiter-flexible",
];

/** Headers for the case that Next itself owns the socket; our own server sets these and a script policy. */
const pageHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: serverOnly,
  // `npm run types` checks the whole repository at once.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/:path*", headers: pageHeaders }],
};
