import { defineConfig } from "vite";

// The server names the built files through the manifest; nothing is inlined, since the content security
// policy lets only files of our own address run.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../static",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ["src/main.ts", "src/query.ts"] },
  },
});
