// In the admin: wagtail-localize's script names its tab in English, whatever the language of the admin.
//
// The page says in `data-strings-title` what the tab is called, and in `data-strings-title-upstream` what the script
// calls it. The script makes the tab once it has started.

const editor = document.querySelector("[data-strings-title]");

function rename() {
  const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.data.trim() === editor.dataset.stringsTitleUpstream) {
      walker.currentNode.data = editor.dataset.stringsTitle;
    }
  }
}

if (editor) {
  new MutationObserver(rename).observe(editor, { childList: true, subtree: true });
  rename();
}
