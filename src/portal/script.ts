// The small script of public pages: reading aloud, where the browser can speak. Pages are whole without it.

export const SCRIPT = `(function () {
  var speech = window.speechSynthesis
  if (!speech || !window.SpeechSynthesisUtterance) return
  document.querySelectorAll('button[data-read]').forEach(function (button) {
    var text = document.getElementById(button.dataset.read)
    if (!text) return
    var idle = button.textContent
    var stop = function () { speech.cancel(); button.textContent = idle; button.setAttribute('aria-pressed', 'false') }
    button.hidden = false
    button.setAttribute('aria-pressed', 'false')
    button.addEventListener('click', function () {
      if (button.getAttribute('aria-pressed') === 'true') return stop()
      speech.cancel()
      var title = document.querySelector('h1')
      var parts = [title].concat([].slice.call(text.querySelectorAll('p, h2, h3, li')))
      parts.forEach(function (part, at) {
        var said = new SpeechSynthesisUtterance(part.textContent)
        said.lang = 'zh-CN'
        if (at === parts.length - 1) said.onend = stop
        speech.speak(said)
      })
      button.textContent = '停止朗读'
      button.setAttribute('aria-pressed', 'true')
    })
    window.addEventListener('pagehide', stop)
  })
})()
`
