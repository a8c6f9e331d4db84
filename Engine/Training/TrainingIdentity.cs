using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Huracan.Engine.Models;

namespace Huracan.Engine.Training;

/// <summary>A hash of all a training depends on, so that a checkpoint is used by no other training.</summary>
internal static class TrainingIdentity
{
    /// <param name="settings">What is trained, and how.</param>
    /// <param name="readsReturns">Whether it learns from returns beside the classes.</param>
    /// <param name="options">How long, and with what seed.</param>
    /// <param name="train">What is learnt from.</param>
    /// <param name="validation">What it stops early by.</param>
    public static string Of(string settings, bool readsReturns, FitOptions options, Samples train, Samples? validation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var device = SettingText.Of(options.Device);
        var limits = $"{options.Seed} {options.Epochs} {options.Patience} {options.BatchSize} {options.ExactRounds} {device}";
        hash.AppendData(Encoding.UTF8.GetBytes($"{settings} {limits} {train.Table.Features} {train.Count}"));
        Append(hash, train);
        if (readsReturns)
            hash.AppendData(MemoryMarshal.AsBytes(train.Returns));
        if (validation is not null)
            Append(hash, validation);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, Samples samples)
    {
        hash.AppendData(MemoryMarshal.AsBytes(samples.Table.Values));
        hash.AppendData(MemoryMarshal.AsBytes(samples.Bars));
        hash.AppendData(samples.Classes);
        if (samples.Weights is { } weights)
            hash.AppendData(MemoryMarshal.AsBytes(weights));
    }
}
