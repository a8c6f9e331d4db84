// For pages that nobody watches: reloads the page when the dashboard was restarted, or answers again after a long outage.
const overlay = document.getElementById('components-reconnect-modal');

async function returnWhenAlive() {
    try {
        if ((await fetch('/alive', { cache: 'no-store' })).ok)
            return location.reload();
    } catch {
        // The dashboard does not answer yet.
    }
    setTimeout(returnWhenAlive, 5000);
}

new MutationObserver(() => {
    if (overlay.classList.contains('components-reconnect-rejected'))
        location.reload();
    else if (overlay.classList.contains('components-reconnect-failed'))
        returnWhenAlive();
}).observe(overlay, { attributeFilter: ['class'] });
