from bot.telegram.limits import GROUP, PRIVATE, Allowance, Limits, Verdict

ANN, BEN = 1, 2


def flood(
    limits: Limits, who: int, messages: int, *, at: float = 0.0, allowance: Allowance = PRIVATE
) -> list[Verdict]:
    """What messages get that all came at once."""
    verdicts = []
    for number in range(messages):
        verdict = limits.verdict(who, allowance, sent_at=at, received_at=at)
        limits.rest_s(who, allowance, verdict, now=at + 1 + number, took_s=0.01)
        verdicts.append(verdict)
    return verdicts


def test_a_flood_is_answered_for_a_while_then_warned_once_and_met_with_silence() -> None:
    verdicts = flood(Limits(), ANN, 1300)

    assert verdicts.count(Verdict.WARN) == 1
    warned = verdicts.index(Verdict.WARN)
    assert warned == PRIVATE.at_once + 1
    assert set(verdicts[:warned]) == {Verdict.ANSWER}
    assert set(verdicts[warned + 1 :]) == {Verdict.QUIET}


def test_a_group_is_spared_earlier() -> None:
    assert flood(Limits(), ANN, 100, allowance=GROUP).count(Verdict.ANSWER) == GROUP.at_once + 1


def test_whoever_waits_for_answers_is_never_limited() -> None:
    limits, now = Limits(), 0.0
    for _ in range(1000):
        verdict = limits.verdict(ANN, GROUP, sent_at=now, received_at=now)
        now += 0.01
        assert verdict is Verdict.ANSWER
        assert limits.rest_s(ANN, GROUP, verdict, now=now, took_s=0.01) == 0


def test_a_flood_is_nobody_elses_trouble() -> None:
    limits = Limits()
    flood(limits, ANN, 1000)
    assert flood(limits, BEN, 10) == [Verdict.ANSWER] * 10


def test_the_first_message_after_a_flood_was_done_is_answered() -> None:
    limits = Limits()
    flood(limits, ANN, 1000)
    assert limits.verdict(ANN, PRIVATE, sent_at=1002, received_at=1002) is Verdict.ANSWER


def test_what_was_written_over_hours_without_the_bot_is_no_flood() -> None:
    limits = Limits()
    for number in range(500):
        verdict = limits.verdict(ANN, PRIVATE, sent_at=60.0 * number, received_at=40_000)
        limits.rest_s(ANN, PRIVATE, verdict, now=40_001, took_s=0.01)
        assert verdict is Verdict.ANSWER


def test_a_flood_rests_between_its_messages_so_that_others_come_first() -> None:
    limits = Limits()
    flood(limits, ANN, 30)
    assert limits.rest_s(ANN, PRIVATE, Verdict.ANSWER, now=31, took_s=0.01) > 0
    assert limits.rest_s(ANN, PRIVATE, Verdict.QUIET, now=32, took_s=0.01) > 0.01
    assert limits.rest_s(ANN, PRIVATE, Verdict.QUIET, now=33, took_s=60) <= 1
