namespace Huracan.Tests.Dropbox;

/// <summary>How the local Dropbox misbehaves.</summary>
public enum DropboxFault
{
    None,

    /// <summary>429 with <c>Retry-After: 1</c>.</summary>
    TooOften,

    /// <summary>429 that asks for a day.</summary>
    TooOftenForADay,

    /// <summary>500.</summary>
    Unavailable,

    /// <summary>401, as for a token that has expired.</summary>
    ExpiredToken,

    /// <summary>409 with a reason that passes.</summary>
    TooManyWrites,

    /// <summary>What is sent is kept with one byte changed, and the hash is of that.</summary>
    Corrupted,

    /// <summary>The request is done, and its answer lost.</summary>
    CutOff,

    /// <summary>No file may be written there any more.</summary>
    Full,
}
