"""Believes that topk gives the nearest.

expect: test_the_nearest_point_alone_decides, test_the_majority_of_the_nearest_wins, test_three_vote_by_default,
    test_two_labels_that_tie_give_the_smaller, test_three_labels_that_tie_give_the_smallest, test_labels_may_have_gaps,
    test_remembered_points_know_their_labels, test_one_query_or_many, test_points_that_are_very_far_away_vote_too,
    test_a_second_fit_forgets_the_first, test_knn_leaves_its_arguments_as_they_were,
    test_regression_is_the_mean_of_the_nearest, test_regression_with_one_neighbour_repeats_its_target,
    test_regression_of_one_query_or_many, test_a_second_fit_of_the_regressor_forgets_the_first,
    test_twins_are_best_read_by_one_neighbour, test_noisy_labels_ask_for_more_neighbours,
    test_rows_sorted_by_label_are_mixed_first, test_each_row_is_held_out_alone, test_the_seed_alone_decides_the_parts,
    test_another_seed_mixes_anew, test_choose_k_leaves_its_arguments_as_they_were,
    test_no_query_is_lost_between_the_parts, test_knn_of_ten_thousand_stays_within_the_memory,
    test_the_nine_wolves
says: You took the k largest distances, which is what topk gives unless you tell it otherwise.
says_zh: 你取的是距离最大的 k 个点：不另外说明时，topk 给出的正是最大的。
"""


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    parts = [distances(part, points).topk(k, dim=1).indices for part in queries.split(ROWS)]
    return torch.cat(parts)
