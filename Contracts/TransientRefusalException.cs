namespace Huracan.Contracts;

/// <summary>
/// A refusal whose cause may pass: another process writes the folder, or a file could not be read just now. The same call may succeed
/// later, so that nothing is given up because of it.
/// </summary>
/// <param name="message">Complete in itself.</param>
/// <param name="innerException">What the system said.</param>
[GenerateSerializer]
public sealed class TransientRefusalException(string message, Exception innerException) : InputRefusedException(message, innerException);
