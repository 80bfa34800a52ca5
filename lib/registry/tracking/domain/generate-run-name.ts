const MOODS =
  'able agile amused bald bold brave bright calm capable casual chatty clean clever crisp curious eager fancy fast fluent gentle glad grand handy honest keen kind legal lively loud lucky merry mighty nimble noble patient placid polite proud quiet rare rapid salty sincere smart steady tidy upbeat useful vivid wise'.split(
    ' ',
  )
const NOUNS =
  'ant auk bass bear bee bird boar bug calf carp cat chick colt cow crab crane croc crow cub deer doe dog dolphin duck eel elk fawn finch fish flea fly foal fowl fox frog gnat goat goose grouse gull hare hawk hen hog horse hound jay kit kite koi lamb lark loon lynx mare mink mole moose moth mouse mule newt owl ox panda perch pig pug quail ram rat ray robin roo rook seal shad shark sheep shoat shrew skunk slug smelt snail snake snipe sow sponge squid stag steed stork swan tern toad trout turtle vole wasp whale wolf worm wren yak zebra'.split(
    ' ',
  )

/** A name for a run that was given none, such as `nimble-crane-417`. `random` gives numbers from 0 up to 1. */
export function generateRunName(random: () => number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? 'run'
  return `${pick(MOODS)}-${pick(NOUNS)}-${Math.floor(random() * 1000)}`
}
