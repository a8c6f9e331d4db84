using Huracan.Contracts.Grains;
using Npgsql;

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
        catch (Exception exception) when (exception is NpgsqlException or System.Transactions.TransactionException or TimeoutException)
        {
            throw new StoreUnavailableException($"The database could not be reached: {exception.Message}");
        }
    }
}
