namespace Huracan.Contracts.TrackRecord;

/// <summary>
/// An entry of the track record as it is stored. It is bound to all before it: its hash is the SHA-256 of the hash before it (32 bytes;
/// zeros before the first entry) followed by the UTF-8 text of its content.
/// </summary>
/// <param name="Number">1, 2, 3 and so on.</param>
/// <param name="Content">JSON of a <see cref="PaperDecision"/> or <see cref="PaperOutcome"/>; the hash is of this very text.</param>
/// <param name="Hash">64 lower-case hexadecimal digits.</param>
public sealed record RecordEntry(long Number, string Content, string Hash);
