// A process has one data directory open at a time, so these test classes take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
