import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Resizing pictures in the server means a native library fed with strangers' files.
  images: { unoptimized: true },
  // These hold native code or process-wide state; Node loads them, the bundler leaves them alone.
  serverExternalPackages: ["postgres", "pino", "@node-rs/jieba"],
  // npm test checks the types of everything; a start on a customer's machine has no test-only packages to check.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
};

// Languages: which one a request is answered in, and its sentences.
export default createNextIntlPlugin("./app/_i18n/request.ts")(config);
