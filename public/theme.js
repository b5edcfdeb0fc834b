// Before the first paint: the theme and language chosen earlier, so that nothing flashes.
try {
  const theme = localStorage.getItem("opstage.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  const language = localStorage.getItem("opstage.language");
  if (language === "en-US" || language === "zh-CN") document.documentElement.lang = language;
} catch {
  // Storage is forbidden: the system's theme holds.
}
