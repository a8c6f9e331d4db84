using System.Transactions;
using Huracan.Cluster.Postgres;
using Huracan.Contracts.Grains;

namespace Huracan.Silo.Grains;

/// <summary>Tells callers that the database could not be reached, in a type that they know.</summary>
internal sealed class StoreFailureFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception exception) when (exception is TransactionException || Database.IsUnavailable(exception))
        {
            throw new StoreUnavailableException($"The database could not be reached: {exception.Message}");
        }
    }
}
