#include "agents/dialogue.hpp"

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Ego 0 hears a superior of skill .5 in the own organization (1) and an outsider of the same rank (2).
struct Three {
    Parameters parameters;
    float openness = 0.2F;
    float trust_in_superior = 0.5F;
    float trust_in_outsider = 0.4F;

    World world() const {
        NetworkData network =
            people_with(4, {tie(0, 1, trust_in_superior), tie(0, 2, trust_in_outsider)});
        network.organization = {0, 0, 1, 1};
        network.rank = {0.0F, 1.0F, 1.0F, 0.0F};
        World w = world_with(std::move(network), parameters);
        for (Face& face : w.people.face) {
            face.skill = 0.5F;
        }
        set(w.people.concern_of(0), {1.0F, 0.0F});
        set(w.people.concern_of(1), {0.6F, 0.4F});
        set(w.people.concern_of(2), {0.2F, 0.8F});
        set(w.people.concern_of(3), {0.5F, 0.5F});
        set(w.people.strategy_of(1), {0.8F, 0.2F});
        set(w.people.strategy_of(2), {0.1F, 0.9F});
        set(w.people.intention_of(0), {0.0F, 1.0F});
        set(w.communities.narrative.data(), {0.5F, 0.5F});
        fill(w.people.openness, openness);
        fill(w.people.clarity, 0.25F);
        return w;
    }
};

Three three() {
    Three t;
    t.parameters.dialogue = {.mu = 0.5, .self = 0.0, .beta = 2.0, .attachment = 0.5, .bound = 1.0};
    return t;
}

// Ego's concern for the first factor after the dialogue.
double concern_after(const Three& t) {
    World world = t.world();
    dialogue(world, Workers(1));
    const float* concern = next_concern(world, 0);
    CHECK(concern[0] + concern[1] == Approx(1.0).margin(1e-6));
    return static_cast<double>(concern[0]);
}

// With what is heard of the first factor: anchor .25 * 0 + .75 * .5, attachment .5 (1 - openness).
double by_hand(double openness, double heard, double mu = 0.5) {
    const double attached = 0.5 * (1.0 - openness);
    return attached * 0.375 + (1.0 - attached) * ((1.0 - mu) * 1.0 + mu * heard);
}

}  // namespace

TEST_CASE("one moves toward alters by trust, doubled by the authority of a skilled superior") {
    // Authority of the superior 1 + 2 * 1 * .5; the outsider has the rank but no authority here.
    const double heard = (0.5 * 2.0 * 0.6 + 0.4 * 0.2) / (0.5 * 2.0 + 0.4);
    CHECK(concern_after(three()) == Approx(by_hand(0.2, heard)).margin(1e-6));
}

TEST_CASE("without authority only trust weighs") {
    Three t = three();
    t.parameters.dialogue.beta = 0.0;
    const double heard = (0.5 * 0.6 + 0.4 * 0.2) / 0.9;
    CHECK(concern_after(t) == Approx(by_hand(0.2, heard)).margin(1e-6));
}

TEST_CASE("one's own concern counts among what is heard by the weight of self") {
    Three t = three();
    t.parameters.dialogue.beta = 0.0;
    t.parameters.dialogue.self = 0.6;
    const double heard = (0.6 * 1.0 + 0.5 * 0.6 + 0.4 * 0.2) / 1.5;
    CHECK(concern_after(t) == Approx(by_hand(0.2, heard)).margin(1e-6));
}

TEST_CASE("one listens within the latitude that openness gives, its bound included") {
    Three t = three();
    t.parameters.dialogue.bound = 0.25;
    // Latitude .25 + .75 * .2 = .4 reaches the superior, at distance .4, and not the outsider at .8.
    CHECK(concern_after(t) == Approx(by_hand(0.2, 0.6)).margin(1e-6));
    t.openness = 0.19F;
    CHECK(concern_after(t) == Approx(by_hand(0.19, 1.0)).margin(1e-6));
    t.openness = 0.74F;
    CHECK(concern_after(t) ==
          Approx(by_hand(0.74, (0.5 * 2.0 * 0.6 + 0.4 * 0.2) / 1.4)).margin(1e-6));
}

TEST_CASE("without trust in anyone one hears oneself") {
    Three t = three();
    t.trust_in_superior = 0.0F;
    t.trust_in_outsider = 0.0F;
    CHECK(concern_after(t) == Approx(by_hand(0.2, 1.0)).margin(1e-6));
}

TEST_CASE("someone without ties moves by the anchor alone, and knows of nobody acting") {
    World world = three().world();
    set(world.people.intention_of(3), {0.1F, 0.9F});
    dialogue(world, Workers(1));
    const double anchor = 0.25 * 0.1 + 0.75 * 0.5;
    CHECK(next_concern(world, 3)[0] == Approx(0.4 * anchor + 0.6 * 0.5).margin(1e-6));
    CHECK(world.people.coherence[3] == 0.0F);
    CHECK(world.scratch.shares_or_models[3 * 8] == 0.0F);
}

TEST_CASE("full openness leaves no attachment, and full clarity leaves no story in the anchor") {
    Three t = three();
    t.openness = 1.0F;
    const double heard = (0.5 * 2.0 * 0.6 + 0.4 * 0.2) / 1.4;
    CHECK(concern_after(t) == Approx(0.5 + 0.5 * heard).margin(1e-6));

    World world = three().world();
    fill(world.people.clarity, 1.0F);
    set(world.communities.narrative.data(), {1.0F, 0.0F});
    dialogue(world, Workers(1));
    CHECK(next_concern(world, 0)[0] == Approx(0.4 * 0.0 + 0.6 * (0.5 + 0.5 * heard)).margin(1e-6));
}

TEST_CASE("the walk finds the trust-weighted share acting, coherence and alters' strategies") {
    World world = three().world();
    world.people.face[1].acting = 1;
    dialogue(world, Workers(1));
    const float* acted = world.scratch.shares_or_models.data();
    CHECK(acted[0] == 0.0F);
    CHECK(acted[1] == Approx(0.5 / 0.9).margin(1e-6));
    CHECK(world.people.coherence[0] == Approx((0.5 * 0.6 + 0.4 * 0.2) / 0.9).margin(1e-6));
    const float* of_alters = next_concern(world, 0) + world.people.stride();
    CHECK(of_alters[0] == Approx((0.5 * 0.8 + 0.4 * 0.1) / 0.9).margin(1e-6));
}

TEST_CASE("in dialogue each changes the own trust alone, by what is shared") {
    Three t = three();
    t.parameters.trust = {
        .eta = 0.2, .delta = 0.1, .conflict = 0.0, .bridge_decay = 0.0, .c0 = 1.0};
    World world = t.world();
    dialogue(world, Workers(1));
    const auto trust = std::as_const(world.ties).trust(0);
    CHECK(trust[0] == Approx(0.5 + 0.2 * 0.6 * 0.5 - 0.1 * 0.5).margin(1e-6));
    CHECK(trust[1] == Approx(0.4 + 0.2 * 0.2 * 0.6 - 0.1 * 0.4).margin(1e-6));
    CHECK(std::as_const(world.ties).trust(1)[0] == trust[0]);
}
