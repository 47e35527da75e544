import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compress } from './scripts/compress.ts';

const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), compress()],
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    // The content security policy takes fonts and images only as files, and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    // What the start page cannot do without: two files instead of one for every set of pages that shares a module. The rest goes with the pages.
    rollupOptions: { output: { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/, tags: ['$initial'] }, { name: 'start', tags: ['$initial'] }] } } },
  },
  server: { proxy: { '/api': gateway, '/bff': gateway } },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test-setup.ts'],
    css: false,
    testTimeout: 30_000,
  },
});
