// Colours of the theme for charts, which cannot read variables of stylesheets.
const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

// A colour of the stylesheet in a notation that both chart libraries read.
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

// A theme is a stylesheet: when it is replaced, charts take the new colours.
export function onTheme(paint) {
    document.addEventListener('load', happened => {
        if (happened.target instanceof HTMLLinkElement)
            paint();
    }, true);
}
