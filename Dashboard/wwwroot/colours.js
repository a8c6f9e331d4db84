// Colours of the theme for charts, which take no variables of stylesheets.
const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

// A colour of the stylesheet in the one notation that every chart reads, whatever it was mixed of.
export function colour(name, opacity = 1) {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = getComputedStyle(probe).color;
    pixel.fillRect(0, 0, 1, 1);
    probe.remove();
    const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
    return `rgba(${red}, ${green}, ${blue}, ${(alpha / 255 * opacity).toFixed(3)})`;
}

// A theme is a stylesheet: when another has come, charts take its colours.
export function onTheme(paint) {
    document.addEventListener('load', happened => {
        if (happened.target instanceof HTMLLinkElement)
            paint();
    }, true);
}
