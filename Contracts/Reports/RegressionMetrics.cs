namespace Huracan.Contracts.Reports;

/// <summary>Accuracy of forecast values.</summary>
/// <param name="Count">Pairs measured; pairs with a NaN are left out.</param>
/// <param name="Mae">Mean absolute error; NaN without a pair.</param>
/// <param name="Rmse">Root mean squared error; NaN without a pair.</param>
/// <param name="RankCorrelation">Spearman's, ties at their mean rank; NaN where either side does not vary.</param>
public sealed record RegressionMetrics(int Count, double Mae, double Rmse, double RankCorrelation);
