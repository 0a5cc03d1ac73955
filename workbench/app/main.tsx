// Starts the workbench: theme, queries, router.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Advice, guardComposition } from '../ui/index.ts'
import { adviceFor } from './advice.tsx'
import { ApiRefusal } from './api.ts'
import { router } from './router.tsx'
import './style.css'
import { setTokens, theme } from './theme.ts'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && error instanceof ApiRefusal && error.status === 0,
      refetchOnWindowFocus: true,
    },
  },
})

setTokens(document.documentElement)
guardComposition(window)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <App message={{ maxCount: 2 }}>
        <QueryClientProvider client={client}>
          <Advice value={adviceFor}>
            <RouterProvider router={router} />
          </Advice>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  </StrictMode>,
)
