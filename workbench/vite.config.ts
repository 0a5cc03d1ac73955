// Builds the workbench once at start; it is never loaded by public pages.
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/workbench/',
  plugins: [react()],
  resolve: { alias: [{ find: /^fflate$/, replacement: path.join(import.meta.dirname, 'ui', 'zip-in-place.ts') }] },
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 1500, target: 'es2022' },
})
