package io.election.dashboard;

import java.util.List;

/** Finds texts that are hard to read: with a contrast below 4.5 : 1 to what they stand on. */
final class Contrast {

  private static final String SCRIPT =
      """
      const channels = (color) => color.match(/[\\d.]+/g).map(Number);
      const visible = (color) => color.startsWith('rgb') && (channels(color)[3] ?? 1) > 0;
      const luminance = (color) => {
        const [r, g, b] = channels(color).slice(0, 3).map((value) => value / 255)
          .map((value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (element) => {
        const disc = element.classList.contains('id') ? element.parentNode.querySelector('.disc') : null;
        if (disc && visible(getComputedStyle(disc).fill)) {
          return getComputedStyle(disc).fill;
        }
        for (let at = element; at; at = at.parentElement) {
          const color = getComputedStyle(at).backgroundColor;
          if (visible(color)) {
            return color;
          }
        }
        return getComputedStyle(document.documentElement).backgroundColor;
      };
      const hasText = (element) => [...element.childNodes]
        .some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
      return [...document.body.querySelectorAll('*')]
        .filter((element) => hasText(element) && element.getClientRects().length > 0)
        .map((element) => {
          const style = getComputedStyle(element);
          const front = luminance(element instanceof SVGElement ? style.fill : style.color);
          const back = luminance(behind(element));
          const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
          return { ratio, text: element.textContent.trim().slice(0, 40) };
        })
        .filter(({ ratio }) => ratio < 4.5)
        .map(({ ratio, text }) => `${ratio.toFixed(2)}: ${text}`);
      """;

  private Contrast() {}

  @SuppressWarnings("unchecked")
  static List<String> tooLow(DashboardPage page) {
    return (List<String>) page.run(SCRIPT);
  }
}
