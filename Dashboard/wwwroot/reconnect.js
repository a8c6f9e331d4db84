// A desk stands unattended: when the dashboard has forgotten this page, or is back after a long absence, the page is loaded anew.
const overlay = document.getElementById('components-reconnect-modal');

async function returnWhenAlive() {
    try {
        if ((await fetch('/alive', { cache: 'no-store' })).ok)
            return location.reload();
    } catch {
        // Not back yet.
    }
    setTimeout(returnWhenAlive, 5000);
}

new MutationObserver(() => {
    if (overlay.classList.contains('components-reconnect-rejected'))
        location.reload();
    else if (overlay.classList.contains('components-reconnect-failed'))
        returnWhenAlive();
}).observe(overlay, { attributeFilter: ['class'] });
