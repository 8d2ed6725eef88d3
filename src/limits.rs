//! Every limit that Peel sets on input from strangers, with its reason.
