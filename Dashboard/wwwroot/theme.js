// Saves the theme in a cookie for a year.
export function remember(name, theme) {
    document.cookie = `${name}=${theme}; path=/; max-age=31536000; samesite=strict`;
}
