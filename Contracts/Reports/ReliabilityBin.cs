namespace Huracan.Contracts.Reports;

/// <summary>Forecasts of about the same confidence, and how often they were right.</summary>
/// <param name="Count">Forecasts.</param>
/// <param name="MeanConfidence">Their mean confidence.</param>
/// <param name="Accuracy">Share of them whose class occurred.</param>
public sealed record ReliabilityBin(int Count, double MeanConfidence, double Accuracy);
