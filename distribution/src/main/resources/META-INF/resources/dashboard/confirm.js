/** Asks before something is done. Gives whether the answer was yes; Escape is a no. */
export function confirm(dialog, { title, text, yes }) {
  dialog.querySelector('h2').textContent = title;
  dialog.querySelector('p').textContent = text;
  dialog.querySelector('[value=yes]').textContent = yes;
  dialog.showModal();
  return new Promise((resolve) => {
    const listening = new AbortController();
    const answer = (isYes) => {
      listening.abort();
      resolve(isYes);
    };
    const { signal } = listening;
    dialog.addEventListener('submit', ({ submitter }) => answer(submitter.value === 'yes'), { signal });
    dialog.addEventListener('cancel', () => answer(false), { signal });
    // Comes late, perhaps when the next question is already asked.
    dialog.addEventListener('close', () => dialog.open || answer(false), { signal });
  });
}
