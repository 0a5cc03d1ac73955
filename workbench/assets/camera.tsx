// Reading QR codes with the camera, or out of a photo where the browser gives no camera.
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'

const LOOK_EVERY_MS = 180
const WIDTH = 640

/** The code in a picture, or undefined. The reader is loaded when it is first needed. */
async function codeIn(source: CanvasImageSource, width: number, height: number): Promise<string | undefined> {
  const { default: jsQR } = await import('jsqr')
  const scale = Math.min(1, WIDTH / width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen || canvas.width === 0 || canvas.height === 0) return undefined
  pen.drawImage(source, 0, 0, canvas.width, canvas.height)
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height)
  return jsQR(data, canvas.width, canvas.height)?.data || undefined
}

function useCamera(on: boolean, read: (code: string) => void, failed: () => void) {
  const video = useRef<HTMLVideoElement>(null)
  const reading = useRef({ read, failed })
  reading.current = { read, failed }
  useEffect(() => {
    if (!on) return
    let stream: MediaStream | undefined
    let busy = false
    let stopped = false
    const look = setInterval(async () => {
      const view = video.current
      if (busy || !view || view.readyState < 2) return
      busy = true
      const code = await codeIn(view, view.videoWidth, view.videoHeight).catch(() => undefined)
      busy = false
      if (code && !stopped) reading.current.read(code)
    }, LOOK_EVERY_MS)
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (stopped || !video.current) return stream.getTracks().forEach(track => void track.stop())
      video.current.srcObject = stream
      await video.current.play()
    }
    start().catch(() => reading.current.failed())
    return () => {
      stopped = true
      clearInterval(look)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [on])
  return video
}

export function Camera({ read }: { read: (code: string) => void }) {
  const [on, setOn] = useState(false)
  const [failed, setFailed] = useState(false)
  const there = typeof navigator.mediaDevices?.getUserMedia === 'function'
  const video = useCamera(on, read, () => {
    setFailed(true)
    setOn(false)
  })
  return (
    <div style={{ marginBottom: 12 }}>
      {on && (
        <div className="scan-view">
          <video ref={video} muted playsInline aria-label="摄像头画面" />
        </div>
      )}
      {there && (
        <Button type={on ? 'default' : 'primary'} onClick={() => setOn(!on)}>
          {on ? '关闭摄像头' : '用摄像头扫码'}
        </Button>
      )}
      {(failed || !there) && (
        <p className="soft">这个浏览器没有给摄像头（可能要用 https 打开，或没有允许）。可以拍照识别，或用扫码枪。</p>
      )}
    </div>
  )
}

export function PhotoButton({ read }: { read: (code: string) => void }) {
  const box = useRef<HTMLInputElement>(null)
  const [missed, setMissed] = useState(false)
  const look = async (file: File | undefined) => {
    if (!file) return
    const picture = await createImageBitmap(file).catch(() => undefined)
    const code = picture && (await codeIn(picture, picture.width, picture.height))
    setMissed(!code)
    if (code) read(code)
  }
  return (
    <div style={{ marginBottom: 12 }}>
      <input
        ref={box}
        type="file"
        accept="image/*"
        capture="environment"
        aria-label="拍照识别"
        className="sr"
        tabIndex={-1}
        onChange={event => {
          void look(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button onClick={() => box.current?.click()}>拍照识别</Button>
      {missed && <span className="bad">　照片里没有认出二维码，请靠近一些、对准再拍</span>}
    </div>
  )
}
