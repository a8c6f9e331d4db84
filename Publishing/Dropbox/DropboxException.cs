namespace Huracan.Publishing.Dropbox;

/// <summary>Dropbox did not do what it was asked for; the message says what and why.</summary>
public class DropboxException(string message, Exception? inner = null) : IOException(message, inner);
