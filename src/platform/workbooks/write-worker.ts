// Writes a large workbook. Runs as a worker thread, so that nobody waits for it.
import { parentPort, workerData } from 'node:worker_threads'
import { makeWorkbook, type WorkbookSheet } from './make-workbook.ts'

if (parentPort) parentPort.postMessage(await makeWorkbook(workerData as WorkbookSheet[]))
