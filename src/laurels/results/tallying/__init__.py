"""A run of the tally: from its inputs, through the rule, to the outcome and the analysis that are kept."""
